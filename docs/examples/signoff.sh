#!/usr/bin/env bash
# signoff.sh gate: waits until the request is approved and its window is open; anything else fails the pipeline.
# signoff.sh started|step-finished|succeeded|failed|rolled-back: tells the thread how the run goes. STEP counts from 1.
# Needs SIGNOFF_URL, SIGNOFF_TOKEN and all in target below; ATTEMPT of RUN is 1 unless set; gate waits SIGNOFF_MINUTES (60).
set -euo pipefail
for part in "$SERVICE" "$ENVIRONMENT" "$VERSION" "$RUN" "$COMMIT" "$TRIGGER" "$BRANCH" "${STEP:=1}" "${ATTEMPT:=1}"; do
  [[ "$part" =~ ^[^[:cntrl:]\"\\]+$ ]] || { echo "Not a name that Signoff takes: $part" >&2; exit 2; }
done
target="\"service\":\"$SERVICE\",\"environment\":\"$ENVIRONMENT\",\"version\":\"$VERSION\",\"run\":\"$RUN\""
target="$target,\"commit\":\"$COMMIT\",\"trigger\":\"$TRIGGER\",\"branch\":\"$BRANCH\""
post() { # path, body: prints headers, body and status
  printf 'authorization: Bearer %s\n' "$SIGNOFF_TOKEN" | curl --silent --max-time 20 --include --header @- \
    --header 'content-type: application/json' --data "$2" --write-out '\n%{http_code}' "$SIGNOFF_URL$1" || printf '\n000'
}
if [ "$1" != gate ]; then
  declare -A order=([started]=1 [step-finished]=$((1 + STEP)) [succeeded]=1000 [failed]=1001 [rolled-back]=1002)
  answer=$(post /api/rollouts "{$target,\"event\":\"$1\",\"sequence\":$((ATTEMPT * 2000 + ${order[$1]})),\"step\":$STEP}")
  echo "${answer##*$'\n'}: $(grep '^{' <<<"$answer" || true)"
  [ "${answer##*$'\n'}" = 200 ] && exit 0 || exit 1
fi
until=$(($(date +%s) + ${SIGNOFF_MINUTES:-60} * 60))
while true; do
  answer=$(post /api/gate "{$target}"); status=${answer##*$'\n'}
  echo "$status: $(grep '^{' <<<"$answer" || true)"
  case $status in 200) exit 0 ;; 202 | 000 | 5??) ;; *) exit 1 ;; esac
  pause=$(tr -d '\r' <<<"$answer" | sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,4\}\)$/\1/p')
  [ $(($(date +%s) + ${pause:=30})) -lt "$until" ] || { echo 'Not opened in time.' >&2; exit 1; }
  sleep "$pause"
done
