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

/** The bundle of workflows, the law they use and the SDK; building it takes seconds. */
export async function buildOf(root = home): Promise<Build> {
  const code = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    logger: Runtime.instance().logger,
    // Module names are relative to this folder, so the location of the project and the working directory do not change
    // the bundle.
    webpackConfigHook: (config) => ({ ...config, context: root }),
  });
  return { id: nameOf(code.code), code };
}

/** The same sources get the same name on every machine; the source map is left out because it contains local paths. */
const nameOf = (code: string): string =>
  createHash('sha256')
    .update(code.replace(/^\/\/# sourceMappingURL=.*$/gm, ''))
    .digest('hex')
    .slice(0, NAME_LENGTH);
