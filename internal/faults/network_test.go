package faults_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/kintest"
)

// A proxy passes connections on to a server until it cuts them: all at once, or one
// after a number of packets.
type proxy struct {
	listener net.Listener
	target   string
	group    sync.WaitGroup
	cuts     atomic.Int64

	mu    sync.Mutex
	conns map[net.Conn]bool
	calm  bool // nothing is cut
}

func newProxy(t *testing.T, target string) *proxy {
	t.Helper()
	p := &proxy{listener: must(net.Listen("tcp", "127.0.0.1:0"))(t), target: target, conns: map[net.Conn]bool{}, calm: true}
	p.group.Go(p.serve)
	t.Cleanup(func() {
		check(t, p.listener.Close())
		p.cutAll()
		p.group.Wait()
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
		p.conns[client], p.conns[server] = true, true
		p.mu.Unlock()
		p.group.Go(func() { p.pass(server, client) })
		p.group.Go(func() { p.pass(client, server) })
	}
}

// pass passes packets on in one direction. One of a few hundred is the last: it
// arrives or not, and nothing comes back.
func (p *proxy) pass(to, from net.Conn) {
	defer func() {
		cut(to)
		cut(from)
		p.mu.Lock()
		delete(p.conns, to)
		delete(p.conns, from)
		p.mu.Unlock()
	}()
	buf := make([]byte, 1<<16)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		last := rand.IntN(300) == 0 && !p.isCalm()
		if last {
			p.cuts.Add(1)
			if rand.IntN(2) == 0 {
				return
			}
		}
		if _, err := to.Write(buf[:n]); err != nil || last {
			return
		}
	}
}

func (p *proxy) isCalm() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calm
}

func (p *proxy) setCalm(calm bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calm = calm
}

func (p *proxy) cutAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for c := range p.conns {
		cut(c)
	}
}

// cut closes a connection so that the other side gets a reset. It may be closed already.
func cut(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// A server is a database that is reached over the network, of which a test opens a
// second handle that goes through a proxy.
type server struct {
	env  string
	open func(t *testing.T, at *url.URL, direct *kin.DB) *kin.DB
}

// onServers runs a test on every server: with a handle through a proxy, and one that
// is safe from it.
func onServers(t *testing.T, test func(t *testing.T, db, direct *kin.DB, p *proxy)) {
	t.Helper()
	for _, d := range kintest.Databases(t) {
		name, _, _ := strings.Cut(d.Name, "-")
		s, ok := servers[name]
		if !ok {
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			direct := d.Open(t)
			check(t, kin.CreateTables(ctx, direct, models...))
			at := must(url.Parse(os.Getenv(s.env)))(t)
			p := newProxy(t, at.Host)
			at.Host = p.listener.Addr().String()
			db := s.open(t, at, direct)
			defer func() { check(t, db.Close()) }()
			p.setCalm(false) // from here on: opening a database asks it for much at once, and is not tried again
			test(t, db, direct, p)
		})
	}
}

// TestConnectionsCut: while connections are cut at random, no transaction is there
// by half or twice, none is missing that was acknowledged, none is there that failed
// but for those that say that it is not known, and afterwards the handle works again.
func TestConnectionsCut(t *testing.T) {
	transactions := 3000
	if testing.Short() {
		transactions = 300
	}
	onServers(t, func(t *testing.T, db, direct *kin.DB, p *proxy) {
		var started atomic.Int64
		var mu sync.Mutex
		told := map[string]outcome{}
		var counts [3]int
		together(t, func(worker int) error {
			for i := range (transactions + workers - 1) / workers {
				if started.Add(1)%100 == 0 {
					p.cutAll()
				}
				name := fmt.Sprint(worker, " ", i)
				o := outcomeOf(cutWrite(db, name, i%2 == 0))
				mu.Lock()
				told[name] = o
				counts[o]++
				mu.Unlock()
			}
			return nil
		})
		p.setCalm(true)
		for attempt := 0; ; attempt++ { // connections that were cut while nobody used them
			err := writeBoth(db, "afterwards")
			if err == nil {
				break
			}
			if attempt == 100 {
				t.Fatalf("the handle does not work again: %v", err)
			}
			time.Sleep(10 * time.Millisecond)
		}
		told["afterwards"] = committed
		compare(t, direct, told)
		if p.cuts.Load() == 0 || counts[committed] == 0 {
			t.Errorf("%d connections were cut, %d transactions committed", p.cuts.Load(), counts[committed])
		}
		t.Logf("%d committed, %d failed, %d not known; %d packets were the last", counts[committed], counts[failed], counts[unknown], p.cuts.Load())
	})
}

func outcomeOf(err error) outcome {
	switch {
	case err == nil:
		return committed
	case errors.Is(err, kin.ErrCommitUnknown):
		return unknown
	default:
		return failed
	}
}

// cutWrite writes a name into two tables, by InTx or by Retry.
func cutWrite(db *kin.DB, name string, retry bool) error {
	if retry {
		return kin.Retry(ctx, db, both(name))
	}
	return db.InTx(ctx, both(name))
}

// TestWritesAloneCut: single statements are never run twice by kin.
func TestWritesAloneCut(t *testing.T) {
	onServers(t, func(t *testing.T, db, direct *kin.DB, _ *proxy) {
		var mu sync.Mutex
		told := map[string]bool{}
		together(t, func(worker int) error {
			for i := range 60 {
				name := fmt.Sprint(worker, " ", i)
				err := lm.Nodes.Create(ctx, db, &lm.Node{Name: name})
				mu.Lock()
				told[name] = err == nil
				mu.Unlock()
			}
			return nil
		})
		there := map[string]int{}
		for _, name := range must(kin.Select1(lm.Nodes.Query(), lm.Nodes.Name).All(ctx, direct))(t) {
			there[name]++
		}
		for name, ok := range told {
			if n := there[name]; n > 1 || ok && n == 0 {
				t.Errorf("%s is there %d times, acknowledged %v", name, n, ok)
			}
		}
	})
}
