import { tamper } from './tamper';

const PATIENCE_MS = 900_000;

it(
  'refuses or finds every change behind a verdict, a count or a proof',
  async () => {
    const { tried, held, wrong } = await tamper({ seed: 7, rows: 1 });
    expect(wrong).toEqual([]);
    expect(held).toBe(tried);
    expect(tried).toBeGreaterThan(800);
  },
  PATIENCE_MS,
);
