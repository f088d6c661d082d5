using System.Collections.ObjectModel;
using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>
/// The facts of a type as a caller sees them. To enumerate them, or to take the first, walks the array; any other operator is
/// left to LINQ, which compiles an expression for it.
/// </summary>
internal sealed class FactQuery<T>(ArraySegment<T> facts) : EnumerableQuery<T>(new ReadOnlyCollection<T>(facts)), IQueryProvider
{
    private readonly ArraySegment<T> _facts = facts;

    public FactQuery(T[] items, int count)
        : this(new ArraySegment<T>(items, 0, count))
    {
    }

    TResult IQueryProvider.Execute<TResult>(Expression expression)
    {
        if (expression is MethodCallExpression { Arguments: [ConstantExpression] } call)
        {
            var orDefault = call.Method.Name == nameof(Queryable.FirstOrDefault);
            if (_facts.Count == 0 && orDefault)
                return default!;
            if (_facts.Count > 0 && (orDefault || call.Method.Name == nameof(Queryable.First)))
                return (TResult)(object)_facts[0]!;
        }
        // The expression holds this query; LINQ's own provider finds the facts in it.
        IQueryProvider linq = new EnumerableQuery<T>([]);
        return linq.Execute<TResult>(expression);
    }
}
