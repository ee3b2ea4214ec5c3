using System.Net;
using System.Net.Sockets;

namespace CaseyOS.Testing.Programs;

/// <summary>
/// Ports that nobody listens on at the moment of asking and that nobody else of this process is given. They lie below those that
/// operating systems choose for outgoing connections, any of which could take a port before its program listens.
/// </summary>
public static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Processes that run side by side begin at different places.
    private static int next = Environment.ProcessId * 1009 % Count;

    /// <summary>One free loopback port.</summary>
    public static int One() => Row(1);

    /// <summary>The first of several free ports in a row.</summary>
    public static int Row(int count)
    {
        while (true)
        {
            var place = (int)((uint)(Interlocked.Add(ref next, count) - count) % Count);
            if (place + count <= Count && Enumerable.Range(First + place, count).All(IsFree))
            {
                return First + place;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
