namespace CaseyOS.Core.Executions;

/// <summary>What a handler's effect is called, for the user and the history.</summary>
/// <param name="WhatHappens">Before the click: "Creates a draft in your Gmail. Nothing is sent."</param>
/// <param name="Change">In the history: "drafted".</param>
/// <param name="Done">Afterwards: "The draft is in Gmail."</param>
/// <param name="Undone">After an undo: "The draft was deleted."</param>
/// <param name="NoAnswer">While nobody knows whether it exists.</param>
public sealed record EffectWords(string WhatHappens, string Change, string Done, string Undone, string NoAnswer);
