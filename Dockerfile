# The image of one service. Build the services first: mvn package -DskipTests
#   docker build --build-arg SERVICE=ingest --build-arg PORT=8081 --build-arg HEAP=256m -t retune/ingest-service .
# A fixed release, so that a build today and one next year have the same base; move it on with Java's releases.
FROM eclipse-temurin:17.0.20_8-jre-noble
RUN useradd --uid 10001 --create-home retune && mkdir -p /var/lib/retune && chown retune /var/lib/retune
WORKDIR /opt/retune
# ingest, qa-gen, trainer, eval or serving.
ARG SERVICE
# From what changes least to what changes most, so that layers are kept.
COPY ${SERVICE}-service/target/quarkus-app/lib/ lib/
COPY ${SERVICE}-service/target/quarkus-app/quarkus-run.jar ${SERVICE}-service/target/quarkus-app/quarkus-app-dependencies.txt ./
COPY ${SERVICE}-service/target/quarkus-app/quarkus/ quarkus/
COPY ${SERVICE}-service/target/quarkus-app/app/ app/
USER retune
# State stores, which Kafka could rebuild, and native libraries. All else may be read-only, except /tmp.
VOLUME /var/lib/retune
ARG PORT=8080
ARG HEAP=512m
# JAVA_OPTS is for whoever runs the container.
ENV QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=${PORT} \
    RETUNE_STATE_DIR=/var/lib/retune/state \
    DJL_CACHE_DIR=/var/lib/retune/native \
    MALLOC_ARENA_MAX=2 \
    JAVA_HEAP=${HEAP} \
    JAVA_OPTS=""
EXPOSE ${PORT}
# The image has no HTTP client, but bash has sockets.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT; printf 'GET /q/health HTTP/1.0\\r\\n\\r\\n' >&3; read -r line <&3; [[ $line == *200* ]]"]
# exec: the JVM gets the signal to stop and finishes what it has in hand.
ENTRYPOINT ["bash", "-c", "exec java -Xmx$JAVA_HEAP -XX:+UseSerialGC -Dai.djl.offline=true -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 $JAVA_OPTS -jar quarkus-run.jar"]
