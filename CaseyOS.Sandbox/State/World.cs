using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.Gmail;
using CaseyOS.Sandbox.Hosting;
using CaseyOS.Sandbox.HubSpot;
using CaseyOS.Sandbox.Market;
using CaseyOS.Sandbox.Market.Seeding;
using CaseyOS.Sandbox.OAuth;
using CaseyOS.Sandbox.Truth;
using CaseyOS.Sandbox.Webhooks;

namespace CaseyOS.Sandbox.State;

/// <summary>
/// All state behind one lock. A unit of work sees and changes the world alone, and its changes reach the journal in one
/// piece before the answer leaves: what a caller was told survives a kill.
/// </summary>
internal sealed class World
{
    private readonly Lock gate = new();
    private readonly Journal journal;
    private readonly SandboxClock clock;
    private readonly WebhookTarget webhookTarget;
    private bool isQuiet;
    private long lastWebhook;
    private readonly List<IDocumentSet> sets = [];
    private readonly Dictionary<string, DocumentSet<CrmObject>> objects = new(StringComparer.Ordinal);

    public World(Journal journal, SandboxClock clock, WebhookTarget webhookTarget)
    {
        this.journal = journal;
        this.clock = clock;
        this.webhookTarget = webhookTarget;
        Tenants = Set<Tenant>("tenant");
        Effects = Set<Effect>("effects");
        Codes = Set<AuthorizationCode>("codes");
        Grants = Set<Grant>("grants");
        AccessTokens = Set<AccessToken>("access");
        Mailboxes = Set<Mailbox>("mailboxes");
        Messages = Set<Message>("messages");
        Drafts = Set<Draft>("drafts");
        History = Set<HistoryEntry>("history");
        Calendars = Set<CalendarState>("calendars");
        Events = Set<CalendarEvent>("events");
        Invitations = Set<Invitation>("invitations");
        Associations = Set<Association>("associations");
        CustomProperties = Set<PropertyDefinition>("properties");
        Plans = Set<Plan>("plans");
        Cases = Set<RuleCase>("cases");
        Webhooks = Set<WebhookEvent>("webhooks");
        foreach (var type in ObjectTypes.All)
        {
            objects[type.Name] = Set<CrmObject>("crm." + type.Name);
            objects[type.Name].Changed += (_, before, after) => Tell(before, after);
        }

        Links = new AssociationIndex(Associations);
        SearchIndex = new SearchIndex(objects.Values, clock);
    }

    public DocumentSet<Tenant> Tenants { get; }

    public DocumentSet<Effect> Effects { get; }

    public DocumentSet<AuthorizationCode> Codes { get; }

    public DocumentSet<Grant> Grants { get; }

    public DocumentSet<AccessToken> AccessTokens { get; }

    public DocumentSet<Mailbox> Mailboxes { get; }

    public DocumentSet<Message> Messages { get; }

    public DocumentSet<Draft> Drafts { get; }

    public DocumentSet<HistoryEntry> History { get; }

    public DocumentSet<CalendarState> Calendars { get; }

    public DocumentSet<CalendarEvent> Events { get; }

    public DocumentSet<Invitation> Invitations { get; }

    public DocumentSet<Association> Associations { get; }

    public DocumentSet<PropertyDefinition> CustomProperties { get; }

    public DocumentSet<Plan> Plans { get; }

    /// <summary>What the rules should make of the seeded world.</summary>
    public DocumentSet<RuleCase> Cases { get; }

    /// <summary>Events that wait for their delivery.</summary>
    public DocumentSet<WebhookEvent> Webhooks { get; }

    public AssociationIndex Links { get; }

    public SearchIndex SearchIndex { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public Tenant Tenant
    {
        get => Tenants.Find(Tenant.Id) ?? throw new InvalidOperationException("The world has not been seeded.");
        set => Tenants.Put(Tenant.Id, value);
    }

    public DocumentSet<CrmObject> Objects(ObjectType type) => objects[type.Name];

    public T Do<T>(Func<World, T> work)
    {
        lock (gate)
        {
            try
            {
                return work(this);
            }
            finally
            {
                // Also after a refusal half way: file and memory must never tell different stories.
                journal.Commit(Now);
                if (journal.IsLarge)
                {
                    journal.Rewrite(Now, Snapshot());
                }
            }
        }
    }

    public void Do(Action<World> work) => Do<object?>(world =>
    {
        work(world);
        return null;
    });

    /// <summary>Replaces the whole world, keeping what <paramref name="keep"/> names.</summary>
    public void Replace(IReadOnlyCollection<IDocumentSet> keep, Action<World> seed)
    {
        lock (gate)
        {
            isQuiet = true;
            try
            {
                foreach (var set in sets.Except(keep))
                {
                    set.Clear();
                }

                seed(this);
            }
            finally
            {
                isQuiet = false;
            }

            SearchIndex.Forget();
            journal.Rewrite(Now, Snapshot());
        }
    }

    /// <summary>Loads what an earlier run stored; false when there was nothing.</summary>
    public bool TryLoad()
    {
        lock (gate)
        {
            isQuiet = true;
            var byName = sets.ToDictionary(set => set.Name, StringComparer.Ordinal);
            foreach (var line in journal.Read())
            {
                clock.ContinueFrom(line.At);
                foreach (var write in line.Writes)
                {
                    byName.GetValueOrDefault(write.Set)?.Load(write.Id, write.Value);
                }
            }

            isQuiet = false;
            SearchIndex.Forget();
            if (Tenants.Count == 0)
            {
                return false;
            }

            journal.Rewrite(Now, Snapshot());
            return true;
        }
    }

    /// <summary>The next place in the order of events, behind those that waited already when the program started.</summary>
    public long NextWebhook()
    {
        if (lastWebhook == 0)
        {
            lastWebhook = Webhooks.All.Select(waiting => waiting.Seq).DefaultIfEmpty().Max();
        }

        return ++lastWebhook;
    }

    // A world that is being made or loaded is nobody's news.
    private void Tell(CrmObject? before, CrmObject? after)
    {
        if (!isQuiet && webhookTarget.Current is not null)
        {
            Subscriptions.Notice(this, before, after);
        }
    }

    private IEnumerable<JournalWrite> Snapshot() => sets.SelectMany(set => set.Snapshot());

    private DocumentSet<T> Set<T>(string name)
        where T : class
    {
        var set = new DocumentSet<T>(name, journal);
        sets.Add(set);
        return set;
    }
}
