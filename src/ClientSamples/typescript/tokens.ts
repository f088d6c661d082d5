// The tokens of a client (OAuth 2.0, client credentials).

/** How long before its end a token is no longer used, in milliseconds. */
const MARGIN = 60_000;

/** Gives the authorization header of a call: asks for a token when one is needed, and keeps it until shortly before it ends. */
export function tokensOf(url: string, client: string): () => Promise<string> {
  let kept: Promise<{ header: string; until: number }> | undefined;
  const ask = async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (!answer.ok) throw new Error(`No token: ${answer.status}.`);
    const { access_token, expires_in } = (await answer.json()) as { access_token: string; expires_in: number };
    return { header: `Bearer ${access_token}`, until: Date.now() + expires_in * 1000 - MARGIN };
  };
  return async () => {
    if (!kept || (await kept.catch(() => ({ until: 0 }))).until <= Date.now()) kept = ask();
    return (await kept).header;
  };
}

/** The tokens of the client that the server prints at its start. */
export function tokensOfEnvironment(): () => Promise<string> {
  const { MYOPENIP_TOKEN_URL: url, MYOPENIP_CLIENT: client } = process.env;
  if (!url || !client) throw new Error('MYOPENIP_TOKEN_URL and MYOPENIP_CLIENT are not set: the server prints them at its start.');
  return tokensOf(url, client);
}
