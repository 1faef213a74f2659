import { rmSync } from 'node:fs';

export default async function tearDown(): Promise<void> {
  const engines = globalThis.testEngines;
  if (!engines) return;
  await Promise.all([engines.temporal.stop(), engines.postgres.stop()]);
  rmSync(engines.folder, { recursive: true, force: true });
}
