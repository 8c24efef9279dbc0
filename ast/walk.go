package ast

// Walk calls visit for n and, where it returns true, for every node below n, in
// the order in which they are written.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	mapChildren(n, func(c Node) Node {
		Walk(c, visit)
		return c
	})
}

// Rewrite returns a copy of n in which every node has been replaced by what f
// made of it, the nodes below before the node itself. f must return a node of
// the same role: an expression for an expression, a source for a source. n is not changed.
func Rewrite(n Node, f func(Node) Node) Node {
	return f(mapChildren(n, func(c Node) Node { return Rewrite(c, f) }))
}

// mapChildren returns a copy of n whose children are what f made of them, in the
// order in which they are written. It is the one place that knows which children
// a node has.
func mapChildren(n Node, f func(Node) Node) Node {
	switch n := n.(type) {
	case *Select:
		c := *n
		c.With = list(n.With, f)
		c.Columns = list(n.Columns, f)
		c.From = one(n.From, f)
		c.Joins = list(n.Joins, f)
		c.Where = one(n.Where, f)
		c.GroupBy = list(n.GroupBy, f)
		c.Having = one(n.Having, f)
		c.OrderBy = list(n.OrderBy, f)
		c.Limit = one(n.Limit, f)
		c.Offset = one(n.Offset, f)
		if n.Lock != nil {
			c.Lock = f(n.Lock).(*Lock)
		}
		return &c
	case *CTE:
		c := *n
		c.Seed = query(n.Seed, f)
		c.Step = query(n.Step, f)
		return &c
	case *Insert:
		c := *n
		c.Table = f(n.Table).(*Table)
		if n.Rows != nil {
			c.Rows = make([][]Expr, len(n.Rows))
			for i, row := range n.Rows {
				c.Rows[i] = list(row, f)
			}
		}
		c.Query = query(n.Query, f)
		if n.Conflict != nil {
			c.Conflict = f(n.Conflict).(*Conflict)
		}
		c.Returning = list(n.Returning, f)
		return &c
	case *Conflict:
		return &Conflict{Columns: n.Columns, Set: list(n.Set, f)}
	case *Update:
		return &Update{
			Table: f(n.Table).(*Table), Set: list(n.Set, f),
			Where: one(n.Where, f), Returning: list(n.Returning, f), Key: n.Key,
		}
	case *Delete:
		c := *n
		c.Table, c.Where, c.Returning = f(n.Table).(*Table), one(n.Where, f), list(n.Returning, f)
		return &c
	case *Output:
		return &Output{X: one(n.X, f), As: n.As}
	case *Derived:
		return &Derived{Select: query(n.Select, f), As: n.As}
	case *Values:
		return &Values{Sets: list(n.Sets, f), As: n.As, Columns: n.Columns}
	case *Join:
		return &Join{Kind: n.Kind, Source: one(n.Source, f), On: one(n.On, f)}
	case *Order:
		return &Order{X: one(n.X, f), Desc: n.Desc, Nulls: n.Nulls}
	case *Assign:
		return &Assign{Column: n.Column, X: one(n.X, f)}
	case *Binary:
		return &Binary{Op: n.Op, L: one(n.L, f), R: one(n.R, f)}
	case *Logic:
		return &Logic{Or: n.Or, X: list(n.X, f)}
	case *Not:
		return &Not{X: one(n.X, f)}
	case *IsNull:
		return &IsNull{X: one(n.X, f), Not: n.Not}
	case *IsTrue:
		return &IsTrue{X: one(n.X, f), Not: n.Not}
	case *In:
		return &In{X: list(n.X, f), Select: query(n.Select, f), Not: n.Not}
	case *InSet:
		return &InSet{X: list(n.X, f), Sets: list(n.Sets, f), Not: n.Not, Distinct: n.Distinct}
	case *Elements:
		return &Elements{X: one(n.X, f), Set: f(n.Set).(*Param), All: n.All}
	case *Exists:
		return &Exists{Select: query(n.Select, f), Not: n.Not}
	case *Match:
		c := *n
		c.X, c.Pattern = one(n.X, f), one(n.Pattern, f)
		return &c
	case *Call:
		return &Call{Func: n.Func, Args: list(n.Args, f), Distinct: n.Distinct, Of: n.Of}
	case *Window:
		return &Window{Call: f(n.Call).(*Call), PartitionBy: list(n.PartitionBy, f), OrderBy: list(n.OrderBy, f)}
	case *Case:
		return &Case{When: one(n.When, f), Then: one(n.Then, f), Else: one(n.Else, f)}
	case *Scalar:
		return &Scalar{Select: query(n.Select, f)}
	case *Cast:
		return &Cast{X: one(n.X, f), Type: n.Type}
	case *Raw:
		return &Raw{Text: n.Text, Args: list(n.Args, f)}
	default: // leaves: a copy is as good as the node
		return n
	}
}

func list[T Node](in []T, f func(Node) Node) []T {
	if in == nil {
		return nil
	}
	out := make([]T, len(in))
	for i, n := range in {
		out[i] = f(n).(T)
	}
	return out
}

// one maps an optional child of interface type.
func one[T interface {
	comparable
	Node
}](n T, f func(Node) Node) T {
	var none T
	if n == none {
		return none
	}
	return f(n).(T)
}

func query(q *Select, f func(Node) Node) *Select { return one(q, f) }
