#!/usr/bin/env bash
# Brings one environment to what is in this folder: first its resources, then the program. Safe to run again.
#
# Needs a tenant: az, signed in as an Owner of the resource group, which must exist.
#   deploy.sh dev|uat|prod
# The resource group is signoff-<environment> unless RESOURCE_GROUP names another. ALERTS_AUDIENCE and ALERTS_APP_OBJECT_ID are
# what setup-entra.sh said; without them Azure Monitor is kept out.
set -euo pipefail
cd "$(dirname "$0")/../.."

environment=${1:-}
case $environment in
  dev | uat | prod) ;;
  *)
    echo 'usage: deploy.sh dev|uat|prod' >&2
    exit 2
    ;;
esac
group=${RESOURCE_GROUP:-signoff-$environment}
resources=(--resource-group "$group" --template-file infra/main.bicep --parameters "@infra/main.$environment.parameters.json"
  --parameters "alertsAudience=${ALERTS_AUDIENCE:-}" "alertsAppObjectId=${ALERTS_APP_OBJECT_ID:-}")

say() { printf '\n== %s\n' "$1"; }

say 'What will change'
az deployment group what-if "${resources[@]}"

say 'Resources'
app=$(az deployment group create "${resources[@]}" --name signoff --query properties.outputs.WEB_APP_NAME.value --output tsv)

say 'Program'
rm -rf build/program build/program.zip
mkdir -p build/program
cp -R bot cards package.json package-lock.json .npmrc build/program
(cd build/program && npm ci --omit=dev && zip -qr ../program.zip .)

place=(--resource-group "$group" --name "$app")
if [[ $environment != prod ]]; then
  az webapp deploy "${place[@]}" --type zip --src-path build/program.zip
else
  # The slot is made ready beside the running version, and then takes its place; the old one is stopped, since both would work
  # on the same database.
  az webapp start "${place[@]}" --slot staging
  az webapp deploy "${place[@]}" --slot staging --type zip --src-path build/program.zip
  az webapp deployment slot swap "${place[@]}" --slot staging
  az webapp stop "${place[@]}" --slot staging
fi

say 'Ready'
az deployment group show --resource-group "$group" --name signoff --query properties.outputs --output table
