package main

import (
	"database/sql"
	"log"

	_ "github.com/go-sql-driver/mysql"
)

const dsn = "paie:Armillaire8@tcp(db.mairie.lan:3306)/paie?parseTime=true"

func main() {
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
}
