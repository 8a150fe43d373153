# sqlite3 is compiled, with the headers of this image: a ready one is fetched from elsewhere and may want a newer C library.
FROM node:20-bookworm AS modules

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm_config_build_from_source=sqlite3 npm_config_nodedir=/usr/local npm ci --omit=dev --no-audit --no-fund

# The web application is built with the tools that the image does without.
FROM node:20-bookworm AS web

WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts ./scripts
COPY web ./web
RUN node --import tsx scripts/build-web.ts

FROM node:20-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY --from=modules /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY domain ./domain
COPY config ./config
COPY activities ./activities
COPY workflows ./workflows
COPY api ./api
COPY scripts ./scripts
COPY --from=web /app/dist/web ./dist/web

# A new volume takes its owner from the folder it is mounted on.
RUN install -d -o node -g node -m 700 /var/lib/mot-cua
ENV MOTCUA_HOME=/var/lib/mot-cua HOST=0.0.0.0 PORT=3000
VOLUME /var/lib/mot-cua
USER node
EXPOSE 3000

# Not through npm, which does not hand the signal to end on.
CMD ["node", "--import", "tsx", "scripts/api.ts"]
