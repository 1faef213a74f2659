import { givesVoice } from './voice';

describe('whether a decision has given a voice', () => {
  it.each([
    ['the own vote in the system', { own: true, channel: 'online', stands: true }, true, true, true],
    ['an own sheet where one votes in the system', { own: true, channel: 'paper', stands: true }, false, false, true],
    [
      'a vote by power, for the holder and for the agent',
      { own: false, channel: 'online', stands: true },
      false,
      true,
      true,
    ],
    ['a vote by a refused power', { own: false, channel: 'online', stands: false }, false, false, true],
    ['an own sheet where all is on paper', { own: true, channel: 'hand', stands: true }, true, true, false],
  ])('%s', (_, decision, holder, agent, online) => {
    expect(givesVoice(decision, { byPower: false, online })).toBe(holder);
    expect(givesVoice(decision, { byPower: true, online })).toBe(agent);
  });
});
