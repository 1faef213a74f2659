import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { countRequest } from '../health/metrics';
import { visitorOf } from '../security/visitor';

/**
 * One line per request: who (also for whom, and how they signed in), what, and which refusal. Only ids: no names and
 * nothing anybody typed, so neither bodies nor addresses.
 */
export function logLine(log: Logger): RequestHandler {
  return (request, response, next) => {
    const began = process.hrtime.bigint();
    response.on('close', () => {
      const { requestId, routeId, actor, program, refused, entered } = visitorOf(response);
      const ms = Number((process.hrtime.bigint() - began) / 1_000n) / 1_000;
      const route = routeId ?? 'none';
      countRequest(request.method, route, response.statusCode, ms);
      const who = {
        person: actor?.personId,
        delegation: actor?.delegationId ?? undefined,
        program: program || undefined,
      };
      log.info({ request: requestId, ...who, route, status: response.statusCode, refused, entered, ms }, 'request');
    });
    next();
  };
}
