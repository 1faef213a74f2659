# One image for every program; docker-compose.yml says which one a container runs.
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
# No package may run a script at install.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:22-bookworm-slim
ENV NODE_ENV=production TZ=UTC XDG_CACHE_HOME=/var/cache/domovoy
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY law law
COPY workflows workflows
COPY activities activities
COPY store store
COPY api api
COPY templates templates
COPY migrations migrations
COPY bin bin
# The browser is unpacked now: at run time the file system is read-only.
RUN mkdir -p $XDG_CACHE_HOME && node --require tsx/cjs bin/doctor.ts browser && chmod -R a+rX $XDG_CACHE_HOME
USER 10001:10001
EXPOSE 8080
CMD ["node", "--require", "tsx/cjs", "bin/api.ts"]
