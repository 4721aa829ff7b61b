import type { Variables } from '../../manifest/variables.ts';

/** Variables that are right in every way. */
export const contoso: Variables = {
  TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
  BOT_ID: '22222222-2222-4222-8222-222222222222',
  BOT_DOMAIN: 'signoff.contoso.example',
  DEVELOPER_NAME: 'Contoso',
  WEBSITE_URL: 'https://contoso.example/signoff',
  PRIVACY_URL: 'https://contoso.example/privacy',
  TERMS_URL: 'https://contoso.example/terms',
};
