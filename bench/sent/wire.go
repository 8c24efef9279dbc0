package sent

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

// A protocol is how the messages of a client begin.
type protocol struct {
	head int                                       // bytes before the content
	size func(head []byte, first bool) int         // of the content, behind the head
	note func(c *Counter, head []byte, first byte) // first is the first byte of the content
}

// PostgreSQL is its protocol, version 3. The first message begins with its length,
// whose first byte is 0 and no kind.
var PostgreSQL = protocol{
	head: 5,
	size: func(head []byte, first bool) int {
		if first { // four bytes of length; the fifth is content
			return int(binary.BigEndian.Uint32(head)) - 5
		}
		return int(binary.BigEndian.Uint32(head[1:])) - 4
	},
	note: func(c *Counter, head []byte, _ byte) {
		switch head[0] {
		case 'E': // execute
			c.statements.Add(1)
		case 'S', 'H': // sync, flush
			c.trips.Add(1)
		case 'Q': // simple query
			c.statements.Add(1)
			c.trips.Add(1)
		}
	},
}

// MySQL is the protocol of MySQL and MariaDB. A command has the sequence number 0.
var MySQL = protocol{
	head: 4,
	size: func(head []byte, _ bool) int { return int(head[0]) | int(head[1])<<8 | int(head[2])<<16 },
	note: func(c *Counter, head []byte, command byte) {
		if head[3] != 0 {
			return
		}
		switch command {
		case 0x03, 0x17, 0xfa: // query, execute, execute in bulk
			c.statements.Add(1)
			c.trips.Add(1)
		case 0x18, 0x19: // data of a parameter, close: without an answer
		default:
			c.trips.Add(1)
		}
	},
}

// Proxy passes connections on to a server and counts what clients send. Connect to
// the address that it returns; encrypted connections cannot be counted.
func (c *Counter) Proxy(server string, p protocol) (addr string, stop func() error, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { c.pass(client, server, p) })
		}
	})
	return l.Addr().String(), func() error { err := l.Close(); all.Wait(); return err }, nil
}

// pass connects a client with the server until one of them hangs up.
func (c *Counter) pass(client net.Conn, server string, p protocol) {
	upstream, err := net.Dial("tcp", server)
	if err != nil {
		_ = client.Close()
		return
	}
	hangUp := func() { _, _ = client.Close(), upstream.Close() }
	var both sync.WaitGroup
	both.Go(func() {
		defer hangUp()
		_, _ = io.Copy(upstream, io.TeeReader(client, &messages{counter: c, protocol: p}))
	})
	both.Go(func() {
		defer hangUp()
		_, _ = io.Copy(client, upstream)
	})
	both.Wait()
}

// messages notes the messages in a stream of bytes.
type messages struct {
	counter *Counter
	protocol
	head    []byte // read so far, of the head and the first byte of the content
	content int    // bytes that are left, of what is behind the head
	started bool   // the first message is over
}

var errLength = errors.New("a message with a negative length")

// Write takes the next bytes of the stream.
func (m *messages) Write(b []byte) (int, error) {
	n := len(b)
	for len(b) > 0 {
		if len(m.head) < m.protocol.head {
			m.head, b = append(m.head, b[0]), b[1:]
			if len(m.head) < m.protocol.head {
				continue
			}
			if m.content = m.size(m.head, !m.started); m.content < 0 {
				return 0, errLength
			}
			if m.content == 0 {
				m.end(0)
			}
			continue
		}
		if len(m.head) == m.protocol.head {
			m.head = append(m.head, b[0])
		}
		take := min(m.content, len(b))
		m.content, b = m.content-take, b[take:]
		if m.content == 0 {
			m.end(m.head[m.protocol.head])
		}
	}
	return n, nil
}

// end notes a message that is complete.
func (m *messages) end(first byte) {
	m.note(m.counter, m.head, first)
	m.started, m.head = true, m.head[:0]
}
