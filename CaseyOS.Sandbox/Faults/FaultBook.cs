namespace CaseyOS.Sandbox.Faults;

/// <summary>The faults that are set at the moment. The first that matches a request is the one that happens.</summary>
internal sealed class FaultBook
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private int next = 1;

    public Fault Add(Fault fault)
    {
        lock (gate)
        {
            fault.Id = $"fault-{next++}";
            faults.Add(fault);
            return fault;
        }
    }

    public IReadOnlyList<Fault> List()
    {
        lock (gate)
        {
            return [.. faults];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    /// <summary>The fault for this request, counted, or null when nothing is to go wrong.</summary>
    public Fault? Take(string provider, string method, string path)
    {
        lock (gate)
        {
            foreach (var fault in faults.Where(fault => !fault.Spent && fault.Matches(provider, method, path)))
            {
                if (fault.Skip > 0)
                {
                    fault.Skip--;
                    continue;
                }

                fault.Hits++;
                fault.Times = fault.Times < 0 ? fault.Times : fault.Times - 1;
                return fault;
            }

            return null;
        }
    }
}
