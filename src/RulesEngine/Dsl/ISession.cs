namespace NRules;

/// <summary>
/// The facts of one evaluation: insert them, fire once, query the result. A session is used by one thread at a time and has no
/// end to announce; <see cref="IDisposable"/> is for callers that want its memory used again at once, and nothing of it is used afterwards.
/// </summary>
public interface ISession
{
    /// <summary>Inserts a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <exception cref="ArgumentException">An equal fact is there already. The message names it.</exception>
    /// <exception cref="InvalidOperationException">The session has fired.</exception>
    void Insert(object fact);

    /// <summary>Inserts facts in order.</summary>
    /// <param name="facts">The facts.</param>
    /// <exception cref="ArgumentException">A fact is equal to another, or null. The message names it.</exception>
    /// <exception cref="InvalidOperationException">The session has fired.</exception>
    void InsertAll(IEnumerable<object> facts);

    /// <summary>Evaluates every rule once.</summary>
    /// <returns>How many matches there were.</returns>
    /// <exception cref="RuleExecutionException">A rule threw, yielded null or a fact equal to another, or the evaluation passed
    /// its bound of facts or of work. The message names the rule. The session is of no use afterwards.</exception>
    /// <exception cref="InvalidOperationException">The session has fired.</exception>
    int Fire();

    /// <summary>
    /// The facts of a type, derived types and implementations included: those inserted before those yielded, each in their order
    /// where the type is one that rules match or yield.
    /// </summary>
    /// <typeparam name="TFact">Type of the facts.</typeparam>
    /// <returns>The facts. To enumerate them costs little; LINQ operators on them go through expression trees, unless after <c>AsEnumerable</c>.</returns>
    IQueryable<TFact> Query<TFact>();
}
