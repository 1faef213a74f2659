import { readFileSync } from 'node:fs';
import { checkMeeting } from '../../law/meeting/inspection/check';
import { readMeeting } from '../../law/meeting/facts';
import { meetingReport } from '../../law/meeting/inspection/report';
import { Refusal } from '../../law/base/refusal';
import type { CommandAnswer, LawCommand } from './command';

const STDIN = 0;

/** `law meeting`: whether a meeting described in JSON on the input is valid, rule by rule. */
export const meetingCommand: LawCommand = {
  usage: 'meeting [--json] < meeting.json',
  words: [],
  flags: [],
  run: () => meetingAnswer(readInput()),
};

export function meetingAnswer(text: string): CommandAnswer {
  const facts = readMeeting(parse(text));
  const result = checkMeeting(facts);
  return { json: result, text: meetingReport(facts, result) };
}

function readInput(): string {
  if (process.stdin.isTTY) {
    throw new Refusal('meeting-input', 'Передайте описание собрания на вход: law meeting --json < meeting.json.');
  }
  return readFileSync(STDIN, 'utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal('meeting-json', 'Описание собрания — не JSON. Исправьте файл и повторите.');
  }
}
