import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { visitorOf } from '../visitor';

/** Nothing is loaded from elsewhere and nothing inline runs without this answer's own nonce. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const https = publicUrl.startsWith('https:');
  return (request, response, next) => {
    const nonce = `'nonce-${visitorOf(response).nonce}'`;
    const policy = helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", nonce],
          styleSrc: ["'self'", nonce],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: https ? undefined : false,
      xFrameOptions: { action: 'deny' },
    });
    policy(request, response, next);
  };
}
