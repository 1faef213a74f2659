import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { countRequest } from './health/metrics';
import { visitorOf } from './visitor';

/** One line a request: ids only, never a name, never an address with what somebody typed into it. */
export function logLine(log: Logger): RequestHandler {
  return (request, response, next) => {
    const began = process.hrtime.bigint();
    response.on('close', () => {
      const { requestId, routeId, actor } = visitorOf(response);
      const ms = Number((process.hrtime.bigint() - began) / 1_000n) / 1_000;
      const route = routeId ?? 'none';
      countRequest(request.method, route, response.statusCode, ms);
      log.info({ request: requestId, person: actor?.personId, route, status: response.statusCode, ms }, 'request');
    });
    next();
  };
}
