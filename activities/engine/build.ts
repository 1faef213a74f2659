import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Runtime, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

/** The code that running cases are replayed on, and its name. */
export interface Build {
  id: string;
  code: WorkflowBundleWithSourceMap;
}

const NAME_LENGTH = 12;
const home = join(__dirname, '..', '..');

/** Made of workflows, the law they look into and the SDK they stand on; making it takes seconds. */
export async function buildOf(root = home): Promise<Build> {
  const code = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    logger: Runtime.instance().logger,
    // Modules are named from here, so that the folder of the project and of whoever started us are no part of the code.
    webpackConfigHook: (config) => ({ ...config, context: root }),
  });
  return { id: nameOf(code.code), code };
}

/** The same sources have the same name on every machine; the map to them holds its paths. */
const nameOf = (code: string): string =>
  createHash('sha256')
    .update(code.replace(/^\/\/# sourceMappingURL=.*$/gm, ''))
    .digest('hex')
    .slice(0, NAME_LENGTH);
