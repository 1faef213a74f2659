import { compareDumps } from '../store/meeting/ballots/compare';
import { judge, type LogVerdict } from './meeting-verify';

export function meetingVerifyDiff(args: readonly string[]): LogVerdict {
  return judge(args, 2, ([old = '', next = '']) => compareDumps(old, next));
}

if (require.main === module) {
  const { output, exit } = meetingVerifyDiff(process.argv.slice(2));
  process.stdout.write(`${output}\n`);
  process.exitCode = exit;
}
