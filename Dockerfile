# apilint with the Go command, which it asks what a service is made of. The service is mounted:
#
#     docker run --rm -v "$PWD:/src" ghcr.io/apilint/apilint ./...
#
# The release puts the program beside this file, below the name of its platform; TARGETPLATFORM names it.
FROM golang:1.26-alpine
ARG TARGETPLATFORM
RUN apk add --no-cache git && git config --system --add safe.directory '*'
ENV GOTOOLCHAIN=auto GOFLAGS=-buildvcs=false
COPY $TARGETPLATFORM/apilint /usr/local/bin/apilint
WORKDIR /src
ENTRYPOINT ["apilint"]
