import { join } from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

/** A worker with only the trivial workflow: no database, no loop, no letters. */
async function main(): Promise<void> {
  const [address = '', taskQueue = ''] = process.argv.slice(2);
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = join(__dirname, 'trivial.ts');
  const worker = await Worker.create({ connection, namespace: 'default', taskQueue, workflowsPath });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
  await worker.run();
}

void main();
