using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Forms;

namespace CaseyOS.Core.Signals.Rules;

/// <summary>What rules know about a submitted form.</summary>
/// <param name="Form">It.</param>
/// <param name="Contact">Who handed it in, in HubSpot.</param>
/// <param name="Company">Their company there.</param>
public sealed record FormFacts(FormSubmission Form, Contact Contact, Company? Company);
