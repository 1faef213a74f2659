import { checkMeeting } from '../../law/meeting/inspection/check';
import { readMeeting } from '../../law/meeting/facts';
import { meetingReport } from '../../law/meeting/inspection/report';
import type { CommandAnswer, LawCommand } from './command';
import { jsonInput } from './input';

/** `law meeting`: whether a meeting described in JSON on the input is valid, rule by rule. */
export const meetingCommand: LawCommand = {
  usage: 'meeting [--json] < meeting.json',
  words: [],
  flags: [],
  run: () => meetingAnswer(jsonInput('собрания', 'meeting')),
};

function meetingAnswer(raw: unknown): CommandAnswer {
  const facts = readMeeting(raw);
  const result = checkMeeting(facts);
  return { json: result, text: meetingReport(facts, result) };
}
