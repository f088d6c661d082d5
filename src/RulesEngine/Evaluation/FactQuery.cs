using System.Collections;
using System.Linq.Expressions;

namespace MyOpenIP.RulesEngine.Evaluation;

/// <summary>
/// The facts of a type as a caller sees them. To enumerate them, or to take the first, walks the array; any other operator is
/// left to LINQ, which compiles an expression for it.
/// </summary>
internal sealed class FactQuery<T> : IQueryable<T>, IQueryProvider
{
    private readonly ArraySegment<T> _facts;
    private IQueryable<T>? _queryable;

    public FactQuery(T[] items, int count)
    {
        _facts = new ArraySegment<T>(items, 0, count);
        Expression = Expression.Constant(this, typeof(IQueryable<T>));
    }

    public Type ElementType => typeof(T);

    public Expression Expression { get; }

    public IQueryProvider Provider => this;

    private IQueryable<T> Queryable => _queryable ??= _facts.AsQueryable();

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_facts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public IQueryable CreateQuery(Expression expression) => Queryable.Provider.CreateQuery(expression);

    public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => Queryable.Provider.CreateQuery<TElement>(expression);

    public object? Execute(Expression expression) => Queryable.Provider.Execute(expression);

    public TResult Execute<TResult>(Expression expression)
    {
        if (expression is MethodCallExpression { Arguments: [ConstantExpression] } call)
        {
            var orDefault = call.Method.Name == nameof(System.Linq.Queryable.FirstOrDefault);
            if (_facts.Count == 0 && orDefault)
                return default!;
            if (_facts.Count > 0 && (orDefault || call.Method.Name == nameof(System.Linq.Queryable.First)))
                return (TResult)(object)_facts[0]!;
        }
        return Queryable.Provider.Execute<TResult>(expression);
    }
}
