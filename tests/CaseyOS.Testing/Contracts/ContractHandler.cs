namespace CaseyOS.Testing.Contracts;

/// <summary>Sits in an HTTP client and holds every request to a sandbox, and every answer of it, against the official description.</summary>
public sealed class ContractHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly List<string> problems = [];

    /// <summary>All complaints so far.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>How many exchanges were checked: a test that checked none proves nothing.</summary>
    public int Checked { get; private set; }

    /// <summary>Whether requests are checked too; off for those that are wrong on purpose.</summary>
    public bool CheckRequests { get; set; } = true;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (OfficialContracts.ForSandbox(request.RequestUri!.AbsolutePath) is var (contract, path))
        {
            Checked++;
            if (CheckRequests)
            {
                problems.AddRange(contract.CheckRequest(request.Method.Method, path, request.RequestUri.Query, body));
            }

            problems.AddRange(contract.CheckResponse(request.Method.Method, path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
        }

        return response;
    }
}
