import { deadline } from '../../law/base/terms';
import { type CommandAnswer, type LawCommand, required, word } from './command';
import { CAPITAL_ZONE } from '../../law/base/zone';

/** `law deadline`: the instant and the reasons. */
export const deadlineCommand: LawCommand = {
  usage: 'deadline КОД --event МОМЕНТ [--zone ПОЯС] [--on ДАТА] [--json]',
  words: ['КОД'],
  flags: ['event', 'zone', 'on'],
  run(call): CommandAnswer {
    const event = required(call, 'event', '2026-12-11T10:00');
    const zone = call.flags.zone ?? CAPITAL_ZONE;
    const answer = deadline({ norm: word(call, 0), event, zone, on: call.flags.on });
    return { json: answer, text: answer.derivation.join('\n') };
  },
};
