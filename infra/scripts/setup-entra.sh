#!/usr/bin/env bash
# Sets up in Entra what Bicep cannot. Safe to run again: what exists is left as it is. Says on standard error what it changes, and
# on standard output what to put where.
#
# Needs a tenant: az, signed in as somebody who may register applications and grant their roles.
#   setup-entra.sh alerts <name> [object id of whoever deploys the action group]
#     The app registration for which action groups ask a token before they hand an alert to the bot (learn.microsoft.com, "Action
#     groups", secure webhook). Says the parameters alertsAudience and alertsAppObjectId of main.bicep.
#   setup-entra.sh graph <object id of the identity of the bot>
#     Lets the bot read who is in a group, and nothing else: the output BOT_PRINCIPAL_ID of main.bicep is the object id.
#   setup-entra.sh presence <object id of the identity of the bot>
#     Lets the bot read who is out of office as well, for a policy that says asking.outOfOffice: presence.
#   setup-entra.sh managers <object id of the identity of the bot>
#     Lets the bot read who manages whom, for a policy whose escalation says managerOf.
#   setup-entra.sh groups <prefix>
#     Says as lines of a policy file which of the groups <prefix>-<role> exist, and how to make the others.
set -euo pipefail

readonly GRAPH=https://graph.microsoft.com/v1.0
# Microsoft's own applications: Microsoft Graph, and "AzNS AAD Webhook", which calls webhooks.
readonly GRAPH_APP=00000003-0000-0000-c000-000000000000
readonly CALLER=461e8683-5575-4561-ac7f-899cc907d62a
readonly ROLE=ActionGroupsSecureWebhook
readonly ROLE_ID=5b7f4d0c-3a1e-4f39-9c55-0e1d7a6f2c84
# What bot/azure/groups.ts, bot/azure/presence.ts and bot/azure/managers.ts read with, and no more.
readonly READS_GROUPS=(GroupMember.Read.All User.ReadBasic.All)
readonly READS_PRESENCE=(Presence.Read.All)
readonly READS_MANAGERS=(User.Read.All)
readonly ROLES=(cto vp-engineering director product-manager devops-lead security-officer dba tech-lead team-lead manager
  department-manager executive-sponsor qa on-call deployment-manager)

usage() {
  sed -n 's/^#   setup-entra/usage: setup-entra/p' "$0" >&2
  exit 2
}

did() { echo "$1" >&2; }

# az says nothing, or None, of what does not exist.
is_missing() {
  [[ -z $1 || $1 == None ]]
}

service_principal() {
  az ad sp show --id "$1" --query id --output tsv 2>/dev/null || az ad sp create --id "$1" --query id --output tsv
}

# principal, resource, role: gives the role of the resource to the principal.
assign() {
  local assigned
  assigned=$(az rest --method get --url "$GRAPH/servicePrincipals/$2/appRoleAssignedTo?\$top=999" \
    --query "value[?principalId=='$1' && appRoleId=='$3'].id | [0]" --output tsv)
  is_missing "$assigned" || return 0
  az rest --method post --url "$GRAPH/servicePrincipals/$2/appRoleAssignedTo" --output none \
    --body "{\"principalId\": \"$1\", \"resourceId\": \"$2\", \"appRoleId\": \"$3\"}"
  did "gave role $3"
}

alerts() {
  local name=$1 deployer=${2:-} app_id object_id audience role_id resource caller
  app_id=$(az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv)
  if is_missing "$app_id"; then
    app_id=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId --output tsv)
    did "registered the application $name"
  fi
  object_id=$(az ad app show --id "$app_id" --query id --output tsv)
  audience="api://$app_id"
  az ad app update --id "$app_id" --identifier-uris "$audience"

  role_id=$(az ad app show --id "$app_id" --query "appRoles[?value=='$ROLE'].id | [0]" --output tsv)
  if is_missing "$role_id"; then
    role_id=$ROLE_ID
    az ad app update --id "$app_id" --app-roles "[{
      \"id\": \"$role_id\", \"value\": \"$ROLE\", \"displayName\": \"$ROLE\", \"isEnabled\": true,
      \"description\": \"Hands Azure Monitor alerts to the bot.\", \"allowedMemberTypes\": [\"Application\"]
    }]"
    did "made its role $ROLE"
  fi

  resource=$(service_principal "$app_id")
  caller=$(service_principal "$CALLER")
  assign "$caller" "$resource" "$role_id"

  # An action group takes the application only from one of its owners.
  if [[ -n $deployer ]]; then
    az ad app owner add --id "$app_id" --owner-object-id "$deployer"
  fi
  printf 'alertsAudience=%s\nalertsAppObjectId=%s\n' "$audience" "$object_id"
}

graph() { permit "$1" "${READS_GROUPS[@]}"; }

presence() { permit "$1" "${READS_PRESENCE[@]}"; }

managers() { permit "$1" "${READS_MANAGERS[@]}"; }

# principal, permissions: gives application permissions of Microsoft Graph to the principal.
permit() {
  local principal=$1 resource permission role_id
  shift
  resource=$(service_principal "$GRAPH_APP")
  for permission in "$@"; do
    role_id=$(az ad sp show --id "$GRAPH_APP" --query "appRoles[?value=='$permission'].id | [0]" --output tsv)
    if is_missing "$role_id"; then
      echo "Microsoft Graph knows no application permission $permission" >&2
      exit 1
    fi
    assign "$principal" "$resource" "$role_id"
    echo "$permission"
  done
}

groups() {
  local prefix=$1 role id
  echo 'roles:'
  for role in "${ROLES[@]}"; do
    id=$(az ad group list --filter "displayName eq '$prefix-$role'" --query '[0].id' --output tsv)
    if is_missing "$id"; then
      echo "# to make it: az ad group create --display-name $prefix-$role --mail-nickname $prefix-$role"
    else
      echo "  $role: { group: $id }"
    fi
  done
}

[[ $# -ge 2 ]] || usage
what=$1
shift
case $what in
  alerts) [[ $# -le 2 ]] || usage ;;
  graph | presence | managers | groups) [[ $# -eq 1 ]] || usage ;;
  *) usage ;;
esac
"$what" "$@"
