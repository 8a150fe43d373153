FROM node:20-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

COPY tsconfig.json ./
COPY domain ./domain
COPY config ./config
COPY activities ./activities
COPY workflows ./workflows
COPY api ./api
COPY scripts ./scripts

# A new volume takes its owner from the folder it is mounted on.
RUN install -d -o node -g node -m 700 /var/lib/mot-cua
ENV MOTCUA_HOME=/var/lib/mot-cua HOST=0.0.0.0 PORT=3000
VOLUME /var/lib/mot-cua
USER node
EXPOSE 3000

# Not through npm, which does not hand the signal to end on.
CMD ["node", "--import", "tsx", "scripts/api.ts"]
