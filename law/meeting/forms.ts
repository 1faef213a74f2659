import { Refusal } from '../base/refusal';

export const meetingForms = ['in-person', 'in-absentia', 'mixed', 'electronic'] as const;
export type MeetingForm = (typeof meetingForms)[number];

/** ЖК ст. 44.1; an electronic meeting is заочное голосование с использованием системы (ст. 47.1). */
export const formTitles: Readonly<Record<MeetingForm, string>> = {
  'in-person': 'очное',
  'in-absentia': 'заочное опросным путём',
  mixed: 'очно-заочное',
  electronic: 'электронное, в системе',
};

export function parseForm(text: string): MeetingForm {
  const found = meetingForms.find((form) => form === text);
  if (found) return found;
  throw new Refusal('form-unknown', `Формы «${text}» нет. Выберите: ${meetingForms.join(', ')}.`);
}
