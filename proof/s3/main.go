// An S3-compatible server for tests: keeps everything in memory and holds every request to its signature (version 4).
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/rclone/gofakes3"
	"github.com/rclone/gofakes3/s3mem"
)

func main() {
	address := flag.String("address", "127.0.0.1:0", "where it listens")
	flag.Parse()
	keys := map[string]string{os.Getenv("S3_KEY"): os.Getenv("S3_SECRET")}
	server := gofakes3.New(s3mem.New(), gofakes3.WithV4Auth(keys)).Server()
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on %s\n", listener.Addr())
	log.Fatal(http.Serve(listener, server))
}
