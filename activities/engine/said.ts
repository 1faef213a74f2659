import { ServiceError, isGrpcServiceError } from '@temporalio/client';

/** gRPC's code of what the engine said; the client hands most of it on wrapped. Null: it was not the engine. */
export function codeOf(error: unknown): number | null {
  const said = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(said) ? Number(said.code) : null;
}
