import { phoneEnd, phoneOf, phoneText } from './phone';

describe('a number in any spelling', () => {
  it.each([
    ['8 (916) 204-34-18', '+79162043418'],
    ['+7 916 204 34 18', '+79162043418'],
    ['79162043418', '+79162043418'],
    ['9162043418', '+79162043418'],
    ['+375 29 123-45-67', '+375291234567'],
    ['375291234567', null],
    ['104', null],
    ['anonymous', null],
    ['', null],
  ])('%s is %s', (typed, phone) => expect(phoneOf(typed)).toBe(phone));

  it('is told in one way', () => {
    expect(phoneText('+79162043418')).toBe('8\u00a0916\u00a0204-34-18');
    expect(phoneText('+375291234567')).toBe('+375291234567');
    expect(phoneText('104')).toBe('104');
  });

  it.each([
    ['204-34-18', '2043418'],
    ['3418', '3418'],
    ['8 916 204-34-18', '9162043418'],
    ['418', null],
    ['Лесная 8', null],
    ['8-58', null],
  ])('%s ends with %s', (typed, end) => expect(phoneEnd(typed)).toBe(end));
});
