import type { z } from 'zod';
import { counted } from '../../law/base/russian';

type Issue = z.core.$ZodIssue;

const signs = (count: number | bigint): string => counted(Number(count), ['знак', 'знака', 'знаков']);
const pieces = (count: number | bigint): string => counted(Number(count), ['значение', 'значения', 'значений']);

const formats: Record<string, string> = {
  email: 'Укажите адрес почты вида name@example.ru.',
  guid: 'Идентификатор записан неверно.',
  uuid: 'Идентификатор записан неверно.',
  date: 'Укажите дату, которая есть в календаре.',
  datetime: 'Укажите дату и время с часовым поясом.',
  url: 'Укажите полный адрес, начиная с https://.',
};

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  const least = issue.minimum;
  if (issue.origin === 'string') return least === 1 ? 'Заполните это поле.' : `Нужно не меньше ${signs(least)}.`;
  if (issue.origin === 'array') return least === 1 ? 'Выберите хотя бы одно.' : `Нужно не меньше: ${pieces(least)}.`;
  return issue.inclusive ? `Не меньше ${least}.` : `Больше ${least}.`;
}

function tooBig(issue: Extract<Issue, { code: 'too_big' }>): string {
  const most = issue.maximum;
  if (issue.origin === 'string') return `Сократите: не больше ${signs(most)}.`;
  if (issue.origin === 'array') return `Слишком много: не больше ${pieces(most)}.`;
  return issue.inclusive ? `Не больше ${most}.` : `Меньше ${most}.`;
}

function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>): string {
  const missing = issue.input === undefined || issue.input === '';
  if (missing) return 'Заполните это поле.';
  if (issue.expected === 'number' || issue.expected === 'int') return 'Укажите число цифрами.';
  if (Array.isArray(issue.input)) return 'Поле повторено: нужно одно значение.';
  return 'Значение записано неверно.';
}

/** What is wrong with a field and how to correct it. A schema's own sentence is preferred. */
export function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? 'Выберите вариант.' : 'Такого варианта нет.';
    case 'invalid_format':
      return formats[issue.format] ?? 'Значение записано неверно.';
    case 'not_multiple_of':
      return `Нужно число, кратное ${issue.divisor}.`;
    case 'unrecognized_keys':
      return 'Такого поля здесь нет.';
    default:
      return 'Значение записано неверно.';
  }
}

/** Field → sentence; only the first error of a field is kept. */
export function fieldMessages(issues: readonly Issue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const empty = issue.input === '' && ['invalid_format', 'too_small', 'custom'].includes(issue.code);
    const own = issue.code === 'custom' || /[а-яё]/i.test(issue.message);
    const sentence = empty ? 'Заполните это поле.' : own && issue.message ? issue.message : sentenceOf(issue);
    const path = issue.path.map(String);
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key].join('.')) : [path.join('.')];
    for (const name of names) fields[name] ??= sentence;
  }
  return fields;
}
