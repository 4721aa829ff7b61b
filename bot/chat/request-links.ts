import { parseRequestId, type RequestId } from '../domain/ids.ts';

/** Addresses of requests, which anybody may paste anywhere: they say a number and nothing else. */
export interface RequestLinks {
  /** Undefined where the bot does not know its own address. */
  readonly to: (id: RequestId) => string | undefined;
  /** Undefined for every other link. Never throws. */
  readonly read: (url: string) => RequestId | undefined;
}

/** `https://signoff.contoso.com/requests/DEP-42`; `publicUrl` is an origin, without a slash at its end. */
export function createRequestLinks(publicUrl: string | undefined): RequestLinks {
  return {
    to: (id) => (publicUrl === undefined ? undefined : `${publicUrl}/requests/${id}`),
    read: (url) => {
      if (publicUrl === undefined || !URL.canParse(url)) return undefined;
      const { origin, pathname } = new URL(url);
      return origin === publicUrl ? parseRequestId(/^\/requests\/([\w-]{1,20})\/?$/.exec(pathname)?.[1]) : undefined;
    },
  };
}
