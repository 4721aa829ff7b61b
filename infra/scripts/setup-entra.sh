#!/usr/bin/env bash
# Makes the app registration for which action groups ask a token before they hand an alert to the bot
# (learn.microsoft.com, "Action groups", secure webhook). Safe to run again: what exists is left as it is.
#
# Needs a tenant: az, signed in as somebody who may register applications and grant their roles.
#   setup-entra.sh <name> [object id of whoever deploys the action group]
# Says on standard output what main.bicep asks: alertsAudience and alertsAppObjectId.
set -euo pipefail

if [[ $# -lt 1 || $# -gt 2 ]]; then
  echo 'usage: setup-entra.sh <name> [object id of whoever deploys the action group]' >&2
  exit 2
fi
name=$1
deployer=${2:-}

# Microsoft's own application that calls webhooks, "AzNS AAD Webhook".
readonly CALLER=461e8683-5575-4561-ac7f-899cc907d62a
readonly ROLE=ActionGroupsSecureWebhook
readonly ROLE_ID=5b7f4d0c-3a1e-4f39-9c55-0e1d7a6f2c84
readonly GRAPH=https://graph.microsoft.com/v1.0

# az says nothing, or None, of what does not exist.
is_missing() {
  [[ -z $1 || $1 == None ]]
}

service_principal() {
  az ad sp show --id "$1" --query id --output tsv 2>/dev/null || az ad sp create --id "$1" --query id --output tsv
}

app_id=$(az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv)
if is_missing "$app_id"; then
  app_id=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId --output tsv)
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
fi

resource=$(service_principal "$app_id")
caller=$(service_principal "$CALLER")
assigned=$(az rest --method get --url "$GRAPH/servicePrincipals/$resource/appRoleAssignedTo" \
  --query "value[?principalId=='$caller' && appRoleId=='$role_id'].id | [0]" --output tsv)
if is_missing "$assigned"; then
  az rest --method post --url "$GRAPH/servicePrincipals/$resource/appRoleAssignedTo" --output none \
    --body "{\"principalId\": \"$caller\", \"resourceId\": \"$resource\", \"appRoleId\": \"$role_id\"}"
fi

# An action group takes the application only from one of its owners.
if [[ -n $deployer ]]; then
  az ad app owner add --id "$app_id" --owner-object-id "$deployer"
fi

printf 'alertsAudience=%s\nalertsAppObjectId=%s\n' "$audience" "$object_id"
