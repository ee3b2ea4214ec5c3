using System.Net;
using System.Net.Sockets;

namespace CaseyOS.Testing;

/// <summary>Ports that are free now, for programs that must be told theirs beforehand.</summary>
public static class FreePorts
{
    /// <summary>The first of <paramref name="count"/> free ports in a row on 127.0.0.1.</summary>
    public static int Next(int count)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var listeners = new List<TcpListener>();
            try
            {
                listeners.Add(Listen(0));
                var first = ((IPEndPoint)listeners[0].LocalEndpoint).Port;
                listeners.AddRange(Enumerable.Range(first + 1, count - 1).Select(Listen));
                return first;
            }
            catch (Exception error) when (error is SocketException or ArgumentOutOfRangeException)
            {
                // One of the row is taken: try elsewhere.
            }
            finally
            {
                listeners.ForEach(listener => listener.Dispose());
            }
        }

        throw new InvalidOperationException($"There are no {count} free ports in a row.");
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }
}
