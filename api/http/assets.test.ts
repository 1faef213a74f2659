import express from 'express';
import request from 'supertest';
import { assetPath, styleSheet } from '../../templates/engine/assets';
import { assetRouter } from './assets';

const app = express().use(assetRouter());
const ask = (name: string, encoding: string) =>
  request(app).get(assetPath(name)).set('Accept-Encoding', encoding).expect(200);
const weight = async (name: string): Promise<number> => Number((await ask(name, 'br, gzip')).headers['content-length']);

describe('assets', () => {
  it('are kept by browsers for ever under the address of their bytes', async () => {
    const answer = await request(app).get(assetPath('domovoy.css')).expect(200);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-type']).toBe('text/css; charset=utf-8');
  });

  it('refuse an address that belongs to other bytes', async () => {
    await request(app).get('/assets/000000000000/domovoy.css').expect(404);
    await request(app)
      .get(`${assetPath('domovoy.css')}.map`)
      .expect(404);
  });

  it('name only addresses that exist', () => {
    expect(() => assetPath('none.css')).toThrow('none.css');
  });

  it('point to their fonts by the same kind of address', async () => {
    const { text } = await request(app).get(assetPath('domovoy.css'));
    expect(text).toContain(assetPath('golos-cyrillic.woff2'));
    await request(app).get(assetPath('golos-cyrillic.woff2')).expect(200).expect('Content-Type', 'font/woff2');
  });

  it('make a first view that weighs less than 120 KB', async () => {
    const names = ['domovoy.css', 'domovoy.js', 'htmx.js', 'golos-cyrillic.woff2', 'golos-latin.woff2', 'icon.svg'];
    const weights = await Promise.all(names.map(weight));
    expect(weights.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(120 * 1024);
    expect(styleSheet().length).toBeLessThan(120 * 1024);
  });

  it.each(['br', 'gzip'])('come packed by %s, and say the same as unpacked', async (encoding) => {
    const [plain, packed] = await Promise.all([ask('icon.svg', 'identity'), ask('icon.svg', encoding)]);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers['content-encoding']).toBe(encoding);
    expect(Number(packed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']));
    expect(packed.body).toEqual(plain.body);
  });
});
