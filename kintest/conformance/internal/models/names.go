package models

import "github.com/kinorm/kin"

// An Order has names that are words of SQL, or that have signs of SQL in them.
type Order struct {
	kin.Model "kin:\"table=select,order=Group\""
	ID        int64
	Group     string               "kin:\"column=group\""
	From      int64                "kin:\"column=from\""
	Quoted    string               "kin:\"column='a\\\"b`c''d'\""
	Spaced    string               "kin:\"column='a b; --'\""
	Accent    string               "kin:\"column=\u00e9t\u00e9\""
	Where     kin.HasMany[Line]    "kin:\"reverse=Order\""
	Having    kin.ManyToMany[Line] "kin:\"db_table=table,owner_column=order,target_column=by,related=Union\""
}

// A Line belongs to an order, and orders have lines.
type Line struct {
	kin.Model "kin:\"table='where ?1 $1 \\\"x\\\"',order=Amount\""
	ID        int64
	Amount    int64                 "kin:\"column=limit\""
	OrderID   *int64                "kin:\"column=order\""
	Order     *Order                "kin:\"on_delete=cascade,related=Where\""
	Union     kin.ManyToMany[Order] "kin:\"reverse=Having\""
}
