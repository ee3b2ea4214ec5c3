using System.Net;
using System.Net.Sockets;

namespace CaseyOS.Functions.Local;

/// <summary>Finds out early, in words, that a port is taken.</summary>
internal static class Ports
{
    /// <exception cref="LocalStartException">Somebody listens on <paramref name="port"/>.</exception>
    public static void Require(int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new LocalStartException($"Port {port} is taken: is CaseyOS running already? Stop it, or set {setting} to a free port.", exception);
        }
    }
}
