import { faultAnswer, readFaultQuestion } from '../../law/dispatch/ask';
import { clockNames } from '../../law/dispatch/clocks';
import { faultGroupNames, faultKinds } from '../../law/dispatch/kinds';
import { instantDigits } from '../../law/base/russian';
import { dueInstant } from '../../law/base/terms';
import type { CommandAnswer, LawCommand } from './command';
import { jsonInput } from './input';
import { table } from './norms';

/** `law fault`: what runs for a fault told at an instant, and what the dispatcher says. */
export const faultCommand: LawCommand = {
  usage: 'fault [--json] < fault.json',
  words: [],
  flags: [],
  run(): CommandAnswer {
    const { kind, clocks, script } = faultAnswer(readFaultQuestion(jsonInput('неисправности', 'fault')));
    const json = {
      kind: kind.code,
      title: kind.title,
      clocks: clocks.map(({ name, deadline }) => ({ name, ...deadline })),
      script,
    };
    const lines = clocks.map(({ name, deadline }) => [
      clockNames[name],
      instantDigits(dueInstant(deadline), deadline.zone),
      deadline.norm,
      deadline.citation,
    ]);
    const why = clocks.flatMap(({ name, deadline }) => ['', `${clockNames[name]}:`, ...deadline.derivation]);
    return { json, text: [kind.title, '', table(lines), '', ...script, ...why].join('\n') };
  },
};

/** `law faults`: the kinds a fault may be of. */
export const faultsCommand: LawCommand = {
  usage: 'faults [--json]',
  words: [],
  flags: [],
  run(): CommandAnswer {
    const lines = faultKinds.map(({ code, title, group, norm }) => [code, title, faultGroupNames[group], norm ?? '—']);
    return { json: faultKinds, text: table(lines) };
  },
};
