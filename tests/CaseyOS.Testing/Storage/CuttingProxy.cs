using System.Net;
using System.Net.Sockets;

namespace CaseyOS.Testing.Storage;

/// <summary>What the proxy does to a connection.</summary>
public enum Cut
{
    /// <summary>Passes everything on.</summary>
    Nothing,

    /// <summary>Lets the request through and closes the connection when the answer begins: the effect happened, nobody heard of it.</summary>
    Answer,

    /// <summary>Takes the request and closes the connection without passing it on.</summary>
    Request,
}

/// <summary>
/// A tiny TCP proxy before a server on this machine, which loses answers or requests on demand. Each connection carries one
/// request, as far as the cutting goes: after a cut the client must connect again.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private int cutsLeft;
    private int requests;

    private CuttingProxy(int target)
    {
        Target = target;
        listener.Start();
        running = AcceptAsync();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The port that it passes requests on to.</summary>
    public int Target { get; }

    /// <summary>How many pieces of requests arrived; a small request is one.</summary>
    public int Requests => Volatile.Read(ref requests);

    private Cut Mode { get; set; }

    /// <summary>Starts a proxy before a port on this machine.</summary>
    public static CuttingProxy Before(int port) => new(port);

    /// <summary>Does it to the next requests, then passes on again.</summary>
    public void CutNext(Cut mode, int count = 1)
    {
        Mode = mode;
        Volatile.Write(ref cutsLeft, count);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var upstream = new TcpClient();
        try
        {
            using (client)
            {
                await upstream.ConnectAsync(IPAddress.Loopback, Target, stop.Token);
                using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                var up = PumpRequestsAsync(client, upstream, cut);
                var down = PumpAnswersAsync(upstream, client, cut);
                await Task.WhenAny(up, down);
                await cut.CancelAsync();
                await Task.WhenAll(up, down);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // Either side hung up, or the test is over.
        }
    }

    private async Task PumpRequestsAsync(TcpClient client, TcpClient upstream, CancellationTokenSource cut)
    {
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await client.GetStream().ReadAsync(buffer, cut.Token)) > 0)
        {
            Interlocked.Increment(ref requests);
            if (Mode == Cut.Request && Interlocked.Decrement(ref cutsLeft) >= 0)
            {
                return;
            }

            await upstream.GetStream().WriteAsync(buffer.AsMemory(0, length), cut.Token);
        }
    }

    private async Task PumpAnswersAsync(TcpClient upstream, TcpClient client, CancellationTokenSource cut)
    {
        var buffer = new byte[64 * 1024];
        int length;
        while ((length = await upstream.GetStream().ReadAsync(buffer, cut.Token)) > 0)
        {
            if (Mode == Cut.Answer && Interlocked.Decrement(ref cutsLeft) >= 0)
            {
                return;
            }

            await client.GetStream().WriteAsync(buffer.AsMemory(0, length), cut.Token);
        }
    }
}
