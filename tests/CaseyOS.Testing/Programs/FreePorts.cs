using System.Net;
using System.Net.Sockets;

namespace CaseyOS.Testing.Programs;

/// <summary>Ports that nobody listens on at the moment of asking.</summary>
public static class FreePorts
{
    /// <summary>One free loopback port.</summary>
    public static int One()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The first of several free ports in a row.</summary>
    public static int Row(int count)
    {
        while (true)
        {
            var first = One();
            if (first + count <= ushort.MaxValue && Enumerable.Range(first, count).All(IsFree))
            {
                return first;
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
