import { Refusal } from '../law/base/refusal';
import { type LawCommand, parseCall } from './law/command';
import { deadlineCommand } from './law/deadline';
import { faultCommand, faultsCommand } from './law/fault';
import { meetingCommand } from './law/meeting';
import { normCommand, normsCommand } from './law/norms';

/** The sub-commands of `npm run -s law -- …`. A new one is a file beside these and a line here. */
const commands: Readonly<Record<string, LawCommand>> = {
  norms: normsCommand,
  norm: normCommand,
  deadline: deadlineCommand,
  meeting: meetingCommand,
  fault: faultCommand,
  faults: faultsCommand,
};

const BAD_CALL = 2;

function help(): string {
  return ['Команды:', ...Object.values(commands).map(({ usage }) => `  law ${usage}`)].join('\n');
}

function commandOf(name: string | undefined): LawCommand {
  const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (command) return command;
  const known = Object.keys(commands).join(', ');
  throw new Refusal('command-unknown', `Нужна одна из команд: ${known}. Подробнее: law --help.`);
}

/** The output and exit code; no process is touched here, so tests can call it. */
export function runLaw(argv: readonly string[]): { output: string; error: string; exit: number } {
  try {
    const [name, ...rest] = argv;
    if (name === '--help' || name === '-h') return { output: help(), error: '', exit: 0 };
    const command = commandOf(name);
    const call = parseCall(command, rest);
    const answer = command.run(call);
    return { output: call.json ? JSON.stringify(answer.json, null, 2) : answer.text, error: '', exit: 0 };
  } catch (error) {
    if (error instanceof Refusal) return { output: '', error: error.say, exit: BAD_CALL };
    throw error;
  }
}

if (require.main === module) {
  const { output, error, exit } = runLaw(process.argv.slice(2));
  if (output) process.stdout.write(`${output}\n`);
  if (error) process.stderr.write(`${error}\n`);
  process.exitCode = exit;
}
