package postgres

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/kinorm/kin/dialect"
)

// A proxy passes connections on to a server until it cuts them.
type proxy struct {
	listener net.Listener
	target   string
	wg       sync.WaitGroup

	mu    sync.Mutex
	conns []net.Conn
	cut   string // cuts when the client sends a message that contains it
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{listener: l, target: target}
	p.wg.Go(p.serve)
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		p.cutAll()
		p.wg.Wait()
	})
	return p
}

func (p *proxy) serve() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			cut(client)
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, client, server)
		p.mu.Unlock()
		p.wg.Go(func() { p.toServer(server, client) })
		p.wg.Go(func() {
			_, _ = io.Copy(client, server) // until one of them is cut
			cut(client)
		})
	}
}

func (p *proxy) toServer(server, client net.Conn) {
	buf := make([]byte, 1<<16)
	for {
		n, err := client.Read(buf)
		if n > 0 {
			if p.cutsAt(buf[:n]) {
				cut(client) // the server gets the message, the client no answer
			}
			if _, err := server.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			cut(server)
			return
		}
	}
}

func (p *proxy) cutsAt(message []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cut != "" && bytes.Contains(message, []byte(p.cut))
}

func (p *proxy) cutOn(message string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cut = message
}

// cut closes a connection, which may be closed already.
func cut(c net.Conn) { _ = c.Close() }

func (p *proxy) cutAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		cut(c)
	}
	p.conns = nil
}

// throughProxy opens the database behind a proxy.
func throughProxy(t *testing.T, opts ...Option) (*driver, *proxy) {
	t.Helper()
	u, err := url.Parse(newSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	port := u.Port()
	if port == "" {
		port = "5432"
	}
	p := newProxy(t, net.JoinHostPort(u.Hostname(), port))
	u.Host = p.listener.Addr().String()
	return openURL(t, u.String(), opts...), p
}

// Transactions that write two tables while connections are cut at random: none is
// there by half, none that was committed is missing, and one whose commit got no
// answer says so.
func TestConnectionsCut(t *testing.T) {
	d, p := throughProxy(t, WithMaxConns(8))
	setUp := acquire(t, d)
	script(t, setUp, "CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY)")
	setUp.Release()
	const workers, each = 6, 50
	var started, committed, unknown atomic.Int64
	done := make([]bool, workers*each)
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			for i := range each {
				if started.Add(1)%9 == 0 {
					p.cutAll()
				}
				id := worker*each + i
				switch err := writeBoth(d, int64(id)); {
				case err == nil:
					done[id] = true
					committed.Add(1)
				case errors.Is(err, dialect.ErrCommitUnknown):
					unknown.Add(1)
				}
			}
		})
	}
	wg.Wait()
	c := acquire(t, d)
	for execErr(c, "SELECT 1") != nil { // the last cut met it while nobody used it
		c.Release()
		c = acquire(t, d)
	}
	if got := queryInt(t, c, "SELECT count(*) FROM a FULL JOIN b USING (id) WHERE a.id IS NULL OR b.id IS NULL"); got != 0 {
		t.Errorf("%d transactions are there by half", got)
	}
	all := dialect.Value{Kind: dialect.Int(0).Kind, Set: new(dialect.Set)}
	for id, ok := range done {
		if ok {
			all.Set.Append(dialect.Int(int64(id)))
		}
	}
	if got := queryInt(t, c, "SELECT count(*) FROM a WHERE id = ANY ($1)", all); got != committed.Load() {
		t.Errorf("%d of %d commits are there", got, committed.Load())
	}
	if rows := queryInt(t, c, "SELECT count(*) FROM a"); rows > committed.Load()+unknown.Load() {
		t.Errorf("%d rows of %d commits and %d that are not known", rows, committed.Load(), unknown.Load())
	}
	t.Logf("%d committed, %d not known, of %d", committed.Load(), unknown.Load(), workers*each)
	if committed.Load() == workers*each {
		t.Error("nothing was cut")
	}
}

// writeBoth writes a row into both tables in a transaction.
func writeBoth(d *driver, id int64) error {
	ctx := context.Background()
	c, err := d.acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	if err := c.Begin(ctx, dialect.TxOptions{}); err != nil {
		return err
	}
	for _, sql := range []string{"INSERT INTO a VALUES ($1)", "INSERT INTO b VALUES ($1)"} {
		if err := execErr(c, sql, dialect.Int(id)); err != nil {
			return err
		}
	}
	return c.Commit(ctx)
}
