import { TeamsAdapter } from '@microsoft/teams-ai';
import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';

/** Whether Teams must prove that it is Teams. */
export type TeamsAuth =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly appType: 'SingleTenant' | 'UserAssignedMSI';
      readonly appId: string;
      /** Empty for a managed identity. */
      readonly appPassword: string;
      readonly tenantId: string;
      /** Where Teams' signing keys are published, who issues its tokens and what gives ours: left out, Microsoft's own. */
      readonly openIdMetadataUrl?: string;
      readonly tokenIssuer?: string;
      readonly outgoingToken?: () => Promise<string>;
    };

const BOT_FRAMEWORK = 'https://api.botframework.com';
const BOT_FRAMEWORK_LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** The parts of the SDK that know tokens: the adapter, who may come in, and what the bot shows when it goes out. */
export function createSdk(auth: TeamsAuth) {
  const settings = settingsOf(auth);
  const adapter = new TeamsAdapter(settings);
  const authentication = new ConfigurationBotFrameworkAuthentication(settings, adapter.credentialsFactory);

  return {
    adapter,
    /** Resolves when Teams sent this; rejects when it did not, or when that cannot be told. */
    authenticate: async (activity: Activity, authorization: string): Promise<void> => {
      const caller = await authentication.authenticateRequest(activity, authorization);
      if (auth.kind === 'on' && !isFrom(auth.tokenIssuer ?? BOT_FRAMEWORK, caller)) throw new Error('token of another issuer');
    },
    outgoingToken:
      auth.kind === 'off'
        ? () => Promise.resolve(undefined)
        : (auth.outgoingToken ?? tokenOf(auth.appId, adapter.credentialsFactory)),
  };
}

type Caller = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/**
 * The SDK also lets in tokens of the Bot Framework Emulator and of other bots, without comparing their audience and
 * service URL. Only Teams has business here.
 */
const isFrom = (issuer: string, { claimsIdentity }: Caller): boolean => claimsIdentity.getClaimValue('iss') === issuer;

function settingsOf(auth: TeamsAuth) {
  if (auth.kind === 'off') return { MicrosoftAppId: '' };
  const { appType, appId, appPassword, tenantId, openIdMetadataUrl, tokenIssuer } = auth;
  return {
    MicrosoftAppType: appType,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: appPassword,
    MicrosoftAppTenantId: tenantId,
    ...(openIdMetadataUrl === undefined
      ? {}
      : {
          ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
          ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
          ToBotFromChannelTokenIssuer: tokenIssuer ?? BOT_FRAMEWORK,
          ToChannelFromBotLoginUrl: BOT_FRAMEWORK_LOGIN,
          ToChannelFromBotOAuthScope: BOT_FRAMEWORK,
          OAuthUrl: BOT_FRAMEWORK,
        }),
  };
}

/** The SDK keeps the token until five minutes before it expires. */
function tokenOf(appId: string, factory: TeamsAdapter['credentialsFactory']): () => Promise<string> {
  let credentials: Promise<object> | undefined;
  return async () => {
    credentials ??= factory.createCredentials(appId, BOT_FRAMEWORK, BOT_FRAMEWORK_LOGIN, true);
    const source = await credentials;
    if (!givesToken(source)) throw new Error('credentials without a token');
    return source.getToken();
  };
}

const givesToken = (source: object): source is { readonly getToken: () => Promise<string> } =>
  'getToken' in source && typeof source.getToken === 'function';
