import { Router, type Request, type Response } from 'express';
import { assetNamed, readAssets } from '../../templates/engine/assets';

const A_YEAR = 'public, max-age=31536000, immutable';

function send(request: Request, response: Response): void {
  const found = assetNamed(String(request.params['name']));
  if (!found || found.href !== `/assets/${request.params['hash']}/${request.params['name']}`) {
    response.status(404).type('text/plain').send('Такого файла нет.');
    return;
  }
  const encoding = request.acceptsEncodings('br', 'gzip');
  const packed = encoding === 'br' || encoding === 'gzip' ? found.packed[encoding] : undefined;
  response.set({ 'Content-Type': found.type, 'Cache-Control': A_YEAR, Vary: 'Accept-Encoding' });
  if (packed && encoding) response.set('Content-Encoding', encoding);
  response.send(packed ?? found.bytes);
}

/**
 * A service worker controls the addresses below its own, so this one is at the root. Its address never changes:
 * browsers ask for new bytes themselves, so it must not be cached for a year.
 */
function sendWorker(_: Request, response: Response): void {
  const found = assetNamed('notifications.js');
  response.set({ 'Content-Type': found?.type, 'Cache-Control': 'no-cache' }).send(found?.bytes);
}

/**
 * GET /assets/<hash>/<name> and the service worker. Called once at start, so that no visitor waits for the compilation.
 */
export function assetRouter(): Router {
  readAssets();
  return Router().get('/assets/:hash/:name', send).get('/notifications.js', sendWorker);
}
