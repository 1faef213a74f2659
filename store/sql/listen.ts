import { Client } from 'pg';

export interface Listener {
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;
const KEEPALIVE_MS = 10_000;

/**
 * Calls `notified` with the payload of each NOTIFY on a channel; a lost connection is opened again, which also counts
 * as a notification.
 */
export async function listen(url: string, channel: string, notified: (payload?: string) => void): Promise<Listener> {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const fresh = new Client({
      connectionString: url,
      application_name: `domovoy listener ${channel}`,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_MS,
    });
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (!closed) timer = setTimeout(() => void connect().catch(() => undefined), AGAIN_MS);
    });
    fresh.on('notification', ({ payload }) => notified(payload));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
      notified();
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
  };
  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
